// What to paste into a back-end so that pages at these origins may call it.

/** Back-ends that there is a text for. */
export const corsBackends = ['express', 'spring', 'nginx'] as const;
export type CorsBackend = (typeof corsBackends)[number];

/** Their names. */
export const corsNames: Record<CorsBackend, string> = { express: 'Express', spring: 'Spring', nginx: 'nginx' };

const quoted = (origins: string[], quote: string) => origins.map((origin) => quote + origin + quote).join(', ');

/** The text for a back-end. `port` is the app's. */
export function corsText(backend: CorsBackend, origins: string[], port: string): string {
  switch (backend) {
    case 'express':
      return `import cors from 'cors'; // npm install cors

app.use(cors({ origin: [${quoted(origins, "'")}], credentials: true }));`;
    case 'spring':
      return `// Spring Security: http.cors(Customizer.withDefaults())
@Configuration
class Cors implements WebMvcConfigurer {
  @Override
  public void addCorsMappings(CorsRegistry registry) {
    registry.addMapping("/**")
        .allowedOrigins(${quoted(origins, '"')})
        .allowedMethods("*")
        .allowCredentials(true);
  }
}`;
    case 'nginx':
      return `map $http_origin $cors_origin {
  default "";
${origins.map((origin) => `  "${origin}" $http_origin;`).join('\n')}
}

location / {
  if ($request_method = OPTIONS) {
    add_header Access-Control-Allow-Origin $cors_origin;
    add_header Access-Control-Allow-Credentials true;
    add_header Access-Control-Allow-Methods "GET, POST, PUT, PATCH, DELETE";
    add_header Access-Control-Allow-Headers "Authorization, Content-Type";
    add_header Vary Origin;
    return 204;
  }
  add_header Access-Control-Allow-Origin $cors_origin always;
  add_header Access-Control-Allow-Credentials true always;
  add_header Vary Origin always;
  proxy_pass http://127.0.0.1:${port};
}`;
  }
}
