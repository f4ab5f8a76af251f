package org.grantlet.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.grantlet.testing.VendorDescription.Incremental;
import org.jspecify.annotations.Nullable;

/** Who is signed in at a vendor, and what they have agreed to so far. Thread-safe. */
final class VendorUser {

  /**
   * What a request comes to.
   *
   * @param scope what its tokens may do
   * @param again whether this user had agreed to something before
   */
  record Agreement(TestUser user, List<String> scope, boolean again) {}

  private final Map<TestUser, Set<String>> agreed = new HashMap<>();
  private TestUser signedIn = TestUser.ADA;
  private Set<String> withheld = Set.of();
  private boolean denies;

  synchronized void signIn(TestUser user) {
    signedIn = user;
  }

  synchronized void withhold(Set<String> scopes) {
    withheld = scopes;
  }

  synchronized void deny(boolean value) {
    denies = value;
  }

  synchronized boolean denies() {
    return denies;
  }

  synchronized void forget() {
    agreed.clear();
  }

  /** The user agrees to what is asked, but for what they withhold. */
  synchronized Agreement agree(
      List<String> asked, VendorRequest request, @Nullable Incremental incremental) {
    Set<String> before = agreed.getOrDefault(signedIn, Set.of());
    Set<String> scope = new LinkedHashSet<>(asked);
    scope.removeAll(withheld);
    if (incremental != null && incremental.isAsked(request)) {
      List<String> resources = incremental.resources(scope);
      before.stream().filter(each -> incremental.isWithin(each, resources)).forEach(scope::add);
    }
    Set<String> all = new LinkedHashSet<>(before);
    all.addAll(scope);
    agreed.put(signedIn, all);
    return new Agreement(signedIn, new ArrayList<>(scope), !before.isEmpty());
  }
}
