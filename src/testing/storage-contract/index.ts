export { type StorageContractHost, storageContract } from './storage-contract.js';
