var SIEVES = [];
function might(path) {
  var sieve = SIEVES[path.endsWith('/index.html') ? 2 : path.endsWith('.html') ? 1 : 0];
  if (!sieve || path.length > 1030) return false;
  var size = sieve.bits.length * 6;
  var sum = 7;
  for (var i = 0; i < path.length; i++) {
    sum = (sum * 257 + path.charCodeAt(i)) % 4398046511093;
  }
  var at = sum % size;
  var step = 1 + (Math.floor(sum / size) % (size - 1));
  for (var n = 0; n < sieve.times; n++) {
    var six = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(sieve.bits[Math.floor(at / 6)]);
    if (!((six >> (at % 6)) & 1)) return false;
    at = (at + step) % size;
  }
  return true;
}
