import { nextHandler } from 'promptforge/next';
import { trialHandler } from '../../../trial-handler';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = nextHandler(trialHandler);
