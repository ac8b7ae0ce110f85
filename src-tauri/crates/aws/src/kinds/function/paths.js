function look(knows, bare, slash) {
  var page = bare + '.html';
  var folder = bare + '/index.html';
  if (!slash && knows(bare)) return { file: bare };
  if (!slash && knows(page)) return { file: page };
  if (knows(folder)) return slash ? { file: folder } : { other: bare + '/' };
  if (slash && knows(page)) return { other: bare };
}
function lead(uri) {
  var path = uri;
  try {
    path = decodeURIComponent(uri);
  } catch (error) {}
  var bare = path.replace(/\/+/g, '/').replace(/\/$/, '');
  if (bare === '') return { file: ENTRY };
  var slash = path.endsWith('/');
  var found = look(has, bare, slash) || look(might, bare, slash);
  if (found) return found;
  if (!slash && ASSET.test(bare)) return { file: bare };
  return { file: APP };
}
function escaped(path) {
  return encodeURI(path).replace(/[?#+]/g, encodeURIComponent);
}
