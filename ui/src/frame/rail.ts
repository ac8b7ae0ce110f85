// What the rail shows.

/** A step. */
export interface RailStep {
  id: string;
  title: string;
  state: 'done' | 'here' | 'tocome';
  visitable: boolean;
}

/** The deployment that the steps change, and the way back to it. */
export interface RailDeployment {
  name: string;
  onvisit: () => void;
}
