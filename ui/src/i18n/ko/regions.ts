/** What is said of a region. */
export const regions = {
  near: '가까워요',
  unpriced: '가격표에 없음',
};
