function lead(uri) {
  var path = uri;
  try {
    path = decodeURIComponent(uri);
  } catch (error) {}
  var bare = path.replace(/\/+/g, '/').replace(/\/$/, '');
  if (bare === '') return { file: ENTRY };
  if (path.endsWith('/')) {
    if (has(bare + '/index.html')) return { file: bare + '/index.html' };
    if (has(bare + '.html')) return { other: bare };
  } else {
    if (has(bare)) return { file: bare };
    if (has(bare + '.html')) return { file: bare + '.html' };
    if (has(bare + '/index.html')) return { other: bare + '/' };
    if (ASSET.test(bare)) return { file: bare };
  }
  return { file: APP };
}
function escaped(path) {
  return encodeURI(path).replace(/[?#+]/g, encodeURIComponent);
}
