import { describe, test } from 'vitest';
import { memoryStorage } from '../../adapters/memory/index.js';
import { storageContract } from '../../src/testing/storage-contract/index.js';

storageContract({ describe, test, create: ({ clock }) => memoryStorage({ clock }) });
