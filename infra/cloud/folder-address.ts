/**
 * What CloudFront runs before it looks for a file: a folder's address stands for the `index.html` in it. CloudFront in China has no
 * functions; there the address of the file is the only one, and it is the one every link of ours has.
 */
export const folderAddress = `function handler(event) {
  var request = event.request
  var last = request.uri.slice(request.uri.lastIndexOf('/') + 1)
  if (last === '') {
    request.uri += 'index.html'
    return request
  }
  if (last.indexOf('.') >= 0) return request
  // Without the slash the page's relative links would lead astray.
  return { statusCode: 308, statusDescription: 'Permanent Redirect', headers: { location: { value: request.uri + '/' } } }
}
`
