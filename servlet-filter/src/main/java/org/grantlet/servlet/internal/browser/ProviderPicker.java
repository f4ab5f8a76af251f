package org.grantlet.servlet.internal.browser;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.Integration;
import org.grantlet.internal.detection.ProviderDetection;
import org.grantlet.internal.integration.ProviderChoice;
import org.grantlet.internal.login.OpenedLogin;
import org.grantlet.servlet.internal.http.EndpointRequest;
import org.grantlet.servlet.internal.http.ProviderCallExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a user chooses a provider, by name or by an email address. It is the
 * confirmation page too, so only its own forms spend the login URL. Thread-safe.
 */
final class ProviderPicker {
  /** RFC 5321 section 4.5.3.1. */
  private static final int ADDRESS_LENGTH = 320;

  private final ProviderDetection detection;
  private final LoginRedirector spender;
  private final Pages pages;
  private final ProviderCallExecutor offload;
  private final Set<String> detecting = ConcurrentHashMap.newKeySet();

  ProviderPicker(
      ProviderDetection detection,
      LoginRedirector spender,
      Pages pages,
      ProviderCallExecutor offload) {
    this.detection = detection;
    this.spender = spender;
    this.pages = pages;
    this.offload = offload;
  }

  /** A login URL that somebody may spend, and what is on offer. */
  private record Offer(EndpointRequest visit, OpenedLogin login, List<Integration> offered) {
    boolean has(String provider) {
      return offered.stream().map(Integration::provider).anyMatch(provider::equals);
    }
  }

  /**
   * Shows the page, or does what its forms say.
   *
   * @param fromPage whether one of its forms was posted
   */
  void handle(EndpointRequest visit, OpenedLogin login, List<Integration> offered, boolean fromPage)
      throws IOException {
    Offer offer = new Offer(visit, login, offered);
    String provider = fromPage ? visit.single("provider") : null;
    String email = fromPage ? visit.single("email") : null;
    if (offer.offered().isEmpty()) {
      if (!visit.isNavigation()) {
        throw new GrantletException(
            ErrorCode.INTEGRATION_NOT_FOUND, "There is no integration that could be chosen");
      }
      offload.run(visit, () -> spend(offer, null));
    } else if (provider != null) {
      if (offer.has(provider)) {
        offload.run(visit, () -> spend(offer, new ProviderChoice(provider, null)));
      } else {
        refuse(offer, new Pages.Problem("refused", "", ""));
      }
    } else if (email != null) {
      offload.run(visit, () -> byEmail(offer, email.strip()));
    } else {
      show(offer, 200, null);
    }
  }

  /** May wait for DNS, once at a time for each login: nobody takes the place of others there. */
  private void byEmail(Offer offer, String email) throws IOException {
    if (!detecting.add(offer.login().id())) {
      pages.waitFor(offer.visit());
      return;
    }
    Optional<String> provider;
    try {
      provider = detection.detect(email);
    } catch (GrantletException e) {
      String typed = email.length() <= ADDRESS_LENGTH ? email : "";
      refuse(offer, new Pages.Problem("invalid", typed, ""));
      return;
    } finally {
      detecting.remove(offer.login().id());
    }
    if (provider.filter(offer::has).isPresent()) {
      spend(offer, new ProviderChoice(provider.get(), email));
    } else {
      String kind = provider.isPresent() ? "not_offered" : "unknown";
      refuse(offer, new Pages.Problem(kind, email, provider.orElse("")));
    }
  }

  private void spend(Offer offer, @Nullable ProviderChoice choice) throws IOException {
    spender.spend(offer.visit(), offer.login(), offer.login().owner(), choice);
  }

  private void show(Offer offer, int status, Pages.@Nullable Problem problem) throws IOException {
    spender.introduce(offer.visit(), offer.login().id());
    pages.choose(offer.visit(), status, offer.login().id(), offer.offered(), problem);
  }

  private void refuse(Offer offer, Pages.Problem problem) throws IOException {
    if (offer.visit().wantsJson()) {
      throw GrantletException.invalidField(
          problem.kind().equals("refused") ? "provider" : "email", "leads to no provider on offer");
    }
    show(offer, 400, problem);
  }
}
