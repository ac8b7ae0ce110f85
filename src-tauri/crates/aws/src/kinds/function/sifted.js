var BITS = '';
var SIZE = 0;
var TIMES = 0;
function has(path) {
  if (path.length > 1030) return false;
  var sum = 7;
  for (var i = 0; i < path.length; i++) {
    sum = (sum * 257 + path.charCodeAt(i)) % 4398046511093;
  }
  var at = sum % SIZE;
  var step = 1 + (Math.floor(sum / SIZE) % (SIZE - 1));
  for (var n = 0; n < TIMES; n++) {
    var six = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'.indexOf(BITS[Math.floor(at / 6)]);
    if (!((six >> (at % 6)) & 1)) return false;
    at = (at + step) % SIZE;
  }
  return true;
}
