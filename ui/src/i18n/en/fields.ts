import type { CodeTable } from '../types';

export const fields: CodeTable = {};
