package org.grantlet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor's own documentation says of its OAuth: the files in {@code vendor}, one each, with
 * the pages that they were written from. They are never derived from the entries of the catalog,
 * since the tests hold the two against each other. Immutable.
 *
 * @param settings what the integration says of the account, such as a subdomain
 * @param scopes asked for
 * @param otherScopes known to the vendor besides
 * @param authorization where the browser goes
 * @param token where codes are exchanged
 * @param refresh how tokens are refreshed; null if they are not
 * @param openId ID tokens; null if there are none
 * @param profiles the calls by which the vendor tells whose a token is
 * @param revocations the calls by which tokens end
 * @param expected what has to come of a login
 */
record VendorDescription(
    Map<String, String> settings,
    List<String> scopes,
    List<String> otherScopes,
    Authorization authorization,
    Token token,
    @Nullable Refresh refresh,
    @Nullable OpenId openId,
    List<Call> profiles,
    List<Call> revocations,
    VendorExpectation expected) {

  /** What a vendor thinks of RFC 7636. */
  enum Pkce {
    REQUIRED,
    ACCEPTED,
    /** Its documentation does not know of it: nothing is checked. */
    UNKNOWN,
    /** It breaks the login. */
    REFUSED
  }

  /**
   * The authorization request and its answer.
   *
   * @param scopeParameter the name of the parameter
   * @param scopeSeparator null if the vendor takes no scopes
   * @param parameters the request is refused without these
   * @param offline without these, or this scope, there is no refresh token
   * @param callback parameters of the answer besides {@code code} and {@code state}
   * @param hmac the parameter of the answer that authenticates it; null if none does
   * @param denied the {@code error} if the user says no
   * @param incremental what comes of a second consent; null if it stands for itself
   */
  record Authorization(
      String url,
      String scopeParameter,
      @Nullable String scopeSeparator,
      Map<String, String> parameters,
      Map<String, String> offline,
      Pkce pkce,
      Map<String, String> callback,
      @Nullable String hmac,
      String denied,
      @Nullable Incremental incremental) {}

  /**
   * What a user agreed to before, at their next consent.
   *
   * @param parameter the tokens may do that, too, if this parameter is {@code true}; null if they
   *     always may
   * @param again parameters without which there is no second refresh token
   * @param resource whose scopes those without a URL are: tokens are for the scopes of one
   *     resource; null if they may have any
   */
  record Incremental(
      @Nullable String parameter, Map<String, String> again, @Nullable String resource) {

    private static final Set<String> OF_NO_RESOURCE =
        Set.of("openid", "email", "profile", "offline_access");

    boolean isAsked(VendorRequest request) {
      return parameter == null || "true".equals(request.parameter(parameter));
    }

    /** The resources of scopes, each once. */
    List<String> resources(Collection<String> scope) {
      return scope.stream().map(this::resource).filter(each -> !each.isEmpty()).distinct().toList();
    }

    /** Whether a token for resources may have a scope. */
    boolean isWithin(String scope, List<String> resources) {
      String of = resource(scope);
      return of.isEmpty() || resources.contains(of);
    }

    private String resource(String scope) {
      if (resource == null || OF_NO_RESOURCE.contains(scope)) {
        return "";
      }
      return scope.contains("://") ? scope.substring(0, scope.lastIndexOf('/')) : resource;
    }
  }

  /**
   * The token request and its response. In a response, {@code $access_token} and the like stand for
   * what changes.
   *
   * @param authentication the ways in which the client may authenticate
   * @param bodies {@code form}, {@code json} or both
   * @param headers the request is refused without these
   * @param parameters the exchange of a code is refused without these
   * @param formReply whether the response is a form unless the request accepts JSON
   * @param lifetime of access tokens; null if they do not expire
   * @param errorCodes what the vendor calls RFC 6749's errors, where it has its own names
   */
  record Token(
      String url,
      List<String> authentication,
      List<String> bodies,
      Map<String, String> headers,
      Map<String, String> parameters,
      boolean formReply,
      @Nullable Duration lifetime,
      Map<String, Object> response,
      int errorStatus,
      Map<String, Object> error,
      Map<String, String> errorCodes) {}

  /**
   * The refresh request.
   *
   * @param url the same as the token request's, as a rule
   * @param parameters the request is refused without these
   */
  record Refresh(
      String url, Rotation rotation, List<String> parameters, Map<String, Object> response) {}

  /**
   * ID tokens.
   *
   * @param nonce whether they say the nonce
   */
  record OpenId(String jwksUri, Map<String, Object> claims, boolean nonce) {}

  /**
   * A call with a token, or about one.
   *
   * @param url may hold <code>{client_id}</code>, <code>{token}</code> and <code>{version}</code>
   * @param authentication a way of client authentication, or the scheme or header of the token
   * @param body {@code form} or {@code json}; null if there is none
   * @param token the parameter that holds the token, where the client authenticates
   * @param takes {@code access_token}, {@code refresh_token} or both
   * @param contains what the body has to contain
   * @param scope without which the call is refused; null if none is needed
   * @param unknown the status for a token that the vendor does not know
   * @param response JSON; null if the response is empty
   */
  record Call(
      String method,
      String url,
      List<String> authentication,
      Map<String, String> headers,
      @Nullable String body,
      String token,
      List<String> takes,
      String contains,
      @Nullable String scope,
      int status,
      int unknown,
      @Nullable Object response) {}

  /** The vendors that are described, from a folder or a jar. */
  static SortedSet<String> names() {
    try {
      URI folder = Objects.requireNonNull(VendorDescription.class.getResource("vendor")).toURI();
      if (!folder.getScheme().equals("jar")) {
        return names(Path.of(folder));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
        String inJar = folder.toString();
        return names(jar.getPath(inJar.substring(inJar.indexOf("!/") + 1)));
      }
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static SortedSet<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()).replace(".json", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /**
   * Reads a description.
   *
   * @param base what stands for {@code https://} in it
   */
  static VendorDescription read(String vendor, String base) {
    String file = "vendor/" + vendor + ".json";
    try (InputStream in = VendorDescription.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new AssertionError("There is no " + file);
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return VendorFormat.description(
          VendorFields.parse(file, json.replace("https://", base + "/")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
