import type { CodeTable } from '../types';

export const folderFindings: CodeTable = {};
