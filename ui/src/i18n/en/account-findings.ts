import type { CodeTable } from '../types';

export const accountFindings: CodeTable = {};
