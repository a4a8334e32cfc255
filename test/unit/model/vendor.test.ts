import { expect, test } from 'vitest';
import { vendorOf } from '../../../src/model/vendor.js';

test.each([
  ['https://api.openai.com/v1', 'openai'],
  ['https://eu.api.openai.com/v1', 'openai'],
  ['https://example.openai.azure.com/openai/v1', 'azure'],
  ['https://example.openai.azure.com/openai/v1/', 'azure'],
  ['https://example.services.ai.azure.com/openai/v1', 'azure'],
  ['https://example.openai.azure.com/openai/deployments/x', 'other'],
  ['https://example.openai.azure.com/openai/v10', 'other'],
  ['https://api.openai.com.example.org/v1', 'other'],
  ['https://notapi.openai.com/v1', 'other'],
  ['https://proxy.example.org/api.openai.com/v1', 'other'],
  ['https://openrouter.ai/api/v1', 'other'],
  ['http://localhost:11434/v1', 'other'],
])('%s is %s', (url, vendor) => {
  expect(vendorOf(new URL(url))).toBe(vendor);
});
