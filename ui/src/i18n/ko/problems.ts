import type { CodeTable } from '../types';

export const problems: CodeTable = {};
