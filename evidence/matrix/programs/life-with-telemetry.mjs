import { memoryStorage } from 'promptforge/adapters/memory';
import { openTelemetry } from 'promptforge/opentelemetry';
import { lifeOfAForge } from './life-of-a-forge.mjs';

await lifeOfAForge((name) => import(name), memoryStorage(), { engine: 'rules', telemetry: openTelemetry() });
