package org.grantlet.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.grantlet.internal.catalog.ProviderDefinition;
import org.grantlet.internal.catalog.ProviderDefinitions;
import org.grantlet.internal.http.EndpointPolicy;
import org.grantlet.provider.ProviderCatalog;

/** What only a deployment can say of entries that it added: the jar's own are tested. */
final class CatalogCheck {
  private CatalogCheck() {}

  static List<String> problems(ProviderCatalog catalog, EndpointPolicy policy, Set<String> hooks) {
    List<String> problems = new ArrayList<>();
    for (ProviderDefinition entry : ProviderDefinitions.with(catalog.added()).added()) {
      String file = entry.provider() + ".json: ";
      entry
          .exampleUrls()
          .forEach(
              (member, url) -> {
                String problem = policy.problem(url);
                if (problem != null) {
                  problems.add(file + member + " " + problem + ": '" + url + "'");
                }
              });
      if (entry.hook() != null && !hooks.contains(entry.hook())) {
        problems.add(file + "hook must be one of " + hooks + ", not '" + entry.hook() + "'");
      }
    }
    return problems;
  }
}
