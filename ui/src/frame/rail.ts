// A step as the rail shows it.

export interface RailStep {
  id: string;
  title: string;
  state: 'done' | 'here' | 'tocome';
  visitable: boolean;
}
