package org.grantlet.internal.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.internal.text.Reason;
import org.jspecify.annotations.Nullable;

/** The integrations that a hosted auth request asks for. Thread-safe. */
public record RequestedIntegrations(IntegrationService integrations) {
  /**
   * What a new request asks for.
   *
   * @throws GrantletException {@link ErrorCode#INTEGRATION_NOT_FOUND}, {@link
   *     ErrorCode#REDIRECT_URI_NOT_ALLOWED} naming the integrations that do not have its redirect
   *     URI, or {@link ErrorCode#INVALID_FIELD} if one is wrong as it is stored, or its scopes do
   *     not fit one
   */
  public List<Integration> asked(HostedAuthRequest request) {
    List<Integration> asked = new ArrayList<>();
    if (isAny(request)) {
      asked.addAll(integrations.usable());
    } else {
      for (String name : request.providers()) {
        asked.add(integrations.get(name));
      }
    }
    if (asked.isEmpty()) {
      throw nothingToChoose();
    }
    for (Integration integration : asked) {
      if (!takesBack(request, integration)) {
        throw notTakenBack(request, asked);
      }
    }
    for (Integration integration : asked) {
      integrations.check(integration);
      integrations.checkScope(integration, request.scope());
    }
    return asked;
  }

  private static GrantletException notTakenBack(
      HostedAuthRequest request, List<Integration> asked) {
    String without =
        asked.stream()
            .filter(integration -> !takesBack(request, integration))
            .map(each -> each.provider() + " " + each.redirectUris())
            .collect(Collectors.joining(", of "));
    return new GrantletException(
        ErrorCode.REDIRECT_URI_NOT_ALLOWED,
        "redirect_uri '"
            + request.redirectUri()
            + "' is not exactly one of the redirect_uris of the integration "
            + Reason.clean(without));
  }

  /** What the user may choose now: integrations may have come, gone or changed. */
  public List<Integration> offered(HostedAuthRequest request) {
    return (isAny(request) ? integrations.usable() : named(request))
        .stream().filter(integration -> takesBack(request, integration)).toList();
  }

  /**
   * The request for one provider.
   *
   * @throws GrantletException {@link ErrorCode#INVALID_FIELD} if it is not offered, {@link
   *     ErrorCode#INTEGRATION_NOT_FOUND} if nothing is
   */
  public HostedAuthRequest choose(HostedAuthRequest request, ProviderChoice choice) {
    List<String> offered = offered(request).stream().map(Integration::provider).toList();
    if (offered.isEmpty()) {
      throw nothingToChoose();
    }
    if (!offered.contains(choice.provider())) {
      throw GrantletException.invalidField("provider", "must be one of " + offered);
    }
    return request.toBuilder()
        .providers(choice.provider())
        .loginHint(choice.email() == null ? request.loginHint() : choice.email())
        .build();
  }

  /** Whether the redirect URI of a request is still registered with its integrations. */
  public boolean isRegistered(HostedAuthRequest request) {
    return isRegistered(request.redirectUri(), isAny(request) ? List.of() : named(request));
  }

  /** Whether a redirect URI is still registered with a provider's integration. */
  public boolean isRegistered(String redirectUri, @Nullable String provider) {
    return isRegistered(
        redirectUri, provider == null ? List.of() : integrations.find(provider).stream().toList());
  }

  /** With one of these; or, so that the application learns that they are gone, with any other. */
  private boolean isRegistered(String redirectUri, List<Integration> asked) {
    for (Integration integration : asked.isEmpty() ? integrations.list() : asked) {
      if (integration.redirectUris().contains(redirectUri)) {
        return true;
      }
    }
    return false;
  }

  public static GrantletException nothingToChoose() {
    return new GrantletException(
        ErrorCode.INTEGRATION_NOT_FOUND, "There is no integration that could be chosen");
  }

  private List<Integration> named(HostedAuthRequest request) {
    List<Integration> named = new ArrayList<>();
    for (String name : request.providers()) {
      integrations.find(name).ifPresent(named::add);
    }
    return named;
  }

  private static boolean isAny(HostedAuthRequest request) {
    return request.providers().contains(HostedAuthRequest.ANY);
  }

  private static boolean takesBack(HostedAuthRequest request, Integration integration) {
    return integration.redirectUris().contains(request.redirectUri());
  }
}
