var FILES = {};
function has(path) {
  var at = path.lastIndexOf('/') + 1;
  var names = FILES[path.slice(0, at)];
  return !!names && ('/' + names + '/').includes('/' + path.slice(at) + '/');
}
