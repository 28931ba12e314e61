import type { Config } from 'jest';

const config: Config = {
  testEnvironment: 'node',
  // Node strips the types itself, so tests see exactly the module system that production runs on.
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  maxWorkers: 2,
  roots: ['<rootDir>/src', '<rootDir>/dialogs', '<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  collectCoverageFrom: ['src/**/*.ts', 'dialogs/**/*.ts'],
  coverageProvider: 'babel',
};

export default config;
