package org.grantlet.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.grantlet.Secret;
import org.grantlet.httpclient.client5.http.ssl.TlsSocketStrategy;
import org.grantlet.httpclient.core5.http.HttpHost;
import org.grantlet.internal.text.Reason;
import org.grantlet.provider.HttpOptions;
import org.grantlet.provider.HttpSender;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the {@link HttpOptions}, and makes a sender of them. Not thread-safe. */
public final class HttpSettings implements HttpOptions {
  private static final Logger LOG = LoggerFactory.getLogger(HttpSettings.class);
  private static final Pattern COMMENT = Pattern.compile("[ -~]{1,200}");
  private static final Pattern EXCEPTION =
      Pattern.compile("\\*|(\\*?\\.)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?|\\[[0-9A-Fa-f:.]+]");

  private static final String ANY_PROXY =
      "must look like http://user:password@proxy.example.com:3128";

  private @Nullable Secret proxy;
  private List<String> proxyExceptions = List.of();
  private @Nullable String trustStore;
  private @Nullable Secret trustStorePassword;
  private @Nullable String clientCertificate;
  private @Nullable Secret clientCertificatePassword;
  private @Nullable String userAgent;
  private @Nullable HttpSender sender;
  private NameLookup.Resolver resolver = InetAddress::getAllByName;
  private UnaryOperator<@Nullable String> environment = name -> null;

  @Override
  public HttpSettings proxy(@Nullable Secret url) {
    proxy = url;
    return this;
  }

  @Override
  public HttpSettings proxyExceptions(List<String> hosts) {
    proxyExceptions = List.copyOf(hosts);
    return this;
  }

  @Override
  public HttpSettings trustStore(@Nullable String place, @Nullable Secret password) {
    trustStore = place;
    trustStorePassword = password;
    return this;
  }

  @Override
  public HttpSettings clientCertificate(@Nullable String place, @Nullable Secret password) {
    clientCertificate = place;
    clientCertificatePassword = password;
    return this;
  }

  @Override
  public HttpSettings userAgent(@Nullable String added) {
    userAgent = added;
    return this;
  }

  @Override
  public HttpSettings sender(HttpSender value) {
    sender = value;
    return this;
  }

  @Override
  public HttpSettings environment(UnaryOperator<@Nullable String> variables) {
    environment = variables;
    return this;
  }

  /** The same for receivers who are no providers: our certificate is none of their business. */
  public HttpSettings withoutClientCertificate() {
    HttpSettings copy = new HttpSettings();
    copy.proxy = proxy;
    copy.proxyExceptions = proxyExceptions;
    copy.trustStore = trustStore;
    copy.trustStorePassword = trustStorePassword;
    copy.userAgent = userAgent;
    copy.sender = sender;
    copy.resolver = resolver;
    copy.environment = environment;
    return copy;
  }

  /** Replaces DNS. */
  HttpSettings names(NameLookup.Resolver value) {
    resolver = value;
    return this;
  }

  /** All problems. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (proxy != null && parse(proxy, proxyExceptions) == null) {
      problems.add("grantlet.proxy " + ANY_PROXY);
    }
    for (String host : proxyExceptions) {
      if (!EXCEPTION.matcher(host.strip()).matches()) {
        problems.add("grantlet.proxy-exceptions must be names of hosts, not '" + host + "'");
      }
    }
    if (userAgent != null && !COMMENT.matcher(userAgent).matches()) {
      problems.add("grantlet.user-agent must be at most 200 characters of printable ASCII");
    }
    check(
        problems, "grantlet.trust-store", trustStore, trustStorePassword, KeyMaterial::authorities);
    check(
        problems,
        "grantlet.client-certificate",
        clientCertificate,
        clientCertificatePassword,
        KeyMaterial::own);
    return problems;
  }

  private interface Reader {
    Object read(String place, @Nullable Secret password) throws GeneralSecurityException;
  }

  private static void check(
      List<String> problems,
      String key,
      @Nullable String place,
      @Nullable Secret password,
      Reader reader) {
    if (place == null) {
      if (password != null) {
        problems.add(key + "-password is for " + key + ", which is missing");
      }
      return;
    }
    try {
      Object unused = reader.read(place, password);
    } catch (GeneralSecurityException e) {
      problems.add(key + " " + Reason.of(e) + (place.contains("\n") ? "" : ": '" + place + "'"));
    }
  }

  /** The sender. */
  HttpSender open(EndpointPolicy policy, Duration timeout) throws IOException {
    return sender != null
        ? sender
        : new ApacheSender(
            new HttpClientFactory(
                new NameLookup(resolver),
                policy,
                tls(),
                routes(),
                "Grantlet/" + version() + (userAgent == null ? "" : " " + userAgent),
                timeout));
  }

  /** Grantlet's version. */
  public static String version() {
    try (InputStream resource = HttpSettings.class.getResourceAsStream("version.txt")) {
      byte[] bytes = resource == null ? new byte[0] : resource.readAllBytes();
      String text = new String(bytes, StandardCharsets.US_ASCII).strip();
      return text.matches("[\\w.-]+") ? text : "development"; // compiled without the build
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TlsSocketStrategy tls() throws IOException {
    if (trustStore == null && clientCertificate == null) {
      return new LateTls();
    }
    try {
      return LateTls.with(
          KeyMaterial.context(
              trustStore == null ? null : KeyMaterial.authorities(trustStore, trustStorePassword),
              clientCertificate == null
                  ? null
                  : KeyMaterial.own(clientCertificate, clientCertificatePassword)));
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS keys cannot be read: " + Reason.of(e), e);
    }
  }

  private ProxyRoutes routes() {
    ProxyRoutes own = proxy == null ? null : parse(proxy, proxyExceptions);
    if (own == null && System.getProperty("https.proxyHost") == null) {
      own = ofTheEnvironment();
    }
    return own == null ? new ProxyRoutes.OfTheJvm() : own;
  }

  private @Nullable ProxyRoutes ofTheEnvironment() {
    String url = variable("HTTPS_PROXY");
    if (url == null) {
      return null;
    }
    String exceptions = variable("NO_PROXY");
    ProxyRoutes routes =
        parse(
            Secret.of(url.contains("://") ? url : "http://" + url),
            exceptions == null ? List.of() : List.of(exceptions.split(",", -1)));
    if (routes == null) {
      LOG.warn("the environment's HTTPS_PROXY is left alone: it {}", ANY_PROXY);
    }
    return routes;
  }

  private @Nullable String variable(String name) {
    String value = environment.apply(name);
    String given = value == null ? environment.apply(name.toLowerCase(Locale.ROOT)) : value;
    return given == null || given.isBlank() ? null : given.strip();
  }

  /** Null if it is not such a URL. */
  private static @Nullable ProxyRoutes parse(Secret url, List<String> exceptions) {
    URI uri;
    try {
      uri = new URI(url.reveal());
    } catch (URISyntaxException e) {
      return null;
    }
    String path = uri.getRawPath();
    if (!"http".equals(uri.getScheme())
        || uri.getHost() == null
        || (path != null && path.length() > 1)
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      return null;
    }
    String info = uri.getRawUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    String user = info == null || colon < 0 ? info : info.substring(0, colon);
    String password = info == null || colon < 0 ? "" : info.substring(colon + 1);
    return new ProxyRoutes.One(
        new HttpHost(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()),
        user == null ? null : decode(user),
        Secret.of(decode(password)),
        exceptions);
  }

  /** Percent-encoding only: a plus is a plus. */
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
