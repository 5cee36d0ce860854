package journey

// page is what the server at the journey's end says to a web client: pods serve the
// welcome page of nginx, as in the usual exercises, and outside hosts a blank one.
func (t *trip) page() string {
	if last := t.j.Deciding(); last != nil && last.Flow != nil && last.Flow.To.Pod != nil {
		return welcome
	}
	return "<!doctype html><html><head><title>" + t.typed + "</title></head><body></body></html>\n"
}

const welcome = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`
