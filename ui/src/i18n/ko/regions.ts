import type { City } from '../../bindings/contract';

/** Cities by the core's code. */
export const regions = {
  cities: {
    seoul: '서울',
    tokyo: '도쿄',
    osaka: '오사카',
    singapore: '싱가포르',
    sydney: '시드니',
    mumbai: '뭄바이',
    hong_kong: '홍콩',
    jakarta: '자카르타',
    n_virginia: '버지니아 북부',
    ohio: '오하이오',
    oregon: '오리건',
    n_california: '캘리포니아 북부',
    canada: '캐나다',
    frankfurt: '프랑크푸르트',
    ireland: '아일랜드',
    london: '런던',
    paris: '파리',
    stockholm: '스톡홀름',
    sao_paulo: '상파울루',
  } satisfies Record<City, string>,
  near: '가까워요',
  unpriced: '가격표에 없음',
};
