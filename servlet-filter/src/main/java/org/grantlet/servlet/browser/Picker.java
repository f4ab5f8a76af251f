package org.grantlet.servlet.browser;

import java.io.IOException;
import java.util.List;
import org.grantlet.ErrorCode;
import org.grantlet.GrantletException;
import org.grantlet.HostedAuthRequest;
import org.grantlet.Integration;
import org.grantlet.flow.Choice;
import org.grantlet.flow.LoginUrls;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a user chooses a provider, by name or by an email address. It is the
 * confirmation page too, so only its own forms spend the login URL.
 */
final class Picker {
  private final LoginUrls loginUrls;
  private final Spender spender;
  private final Pages pages;
  private final Offload offload;

  Picker(LoginUrls loginUrls, Spender spender, Pages pages, Offload offload) {
    this.loginUrls = loginUrls;
    this.spender = spender;
    this.pages = pages;
    this.offload = offload;
  }

  /**
   * Shows the page, or does what its forms say.
   *
   * @param fromPage whether one of its forms was posted
   */
  void handle(
      Visit visit, String id, HostedAuthRequest asked, @Nullable String owner, boolean fromPage)
      throws IOException {
    List<Integration> offered = loginUrls.offered(asked);
    String provider = fromPage ? visit.single("provider") : null;
    if (offered.isEmpty()) {
      if (visit.isPreview()) {
        throw new GrantletException(
            ErrorCode.INTEGRATION_NOT_FOUND, "There is no integration that could be chosen");
      }
      offload.run(visit, () -> spender.spend(visit, id, asked, owner, null));
    } else if (provider != null) {
      if (isOffered(offered, provider)) {
        Choice choice = new Choice(provider, null);
        offload.run(visit, () -> spender.spend(visit, id, asked, owner, choice));
      } else {
        refuse(visit, id, offered);
      }
    } else {
      pages.choose(visit, 200, id, offered, null);
    }
  }

  private void refuse(Visit visit, String id, List<Integration> offered) throws IOException {
    if (visit.wantsJson()) {
      throw GrantletException.invalidField("provider", "is not on offer");
    }
    pages.choose(visit, 400, id, offered, new Pages.Problem("refused", "", ""));
  }

  private static boolean isOffered(List<Integration> offered, String provider) {
    return offered.stream().map(Integration::provider).anyMatch(provider::equals);
  }
}
