package org.grantlet.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.grantlet.provider.EndpointPolicy;
import org.grantlet.provider.ProviderCatalogue;
import org.grantlet.provider.catalogue.ProviderDefinitions;
import org.grantlet.provider.catalogue.ProviderEntry;

/** What only a deployment can say of entries that it added: the jar's own are tested. */
final class CatalogueCheck {
  private CatalogueCheck() {}

  static List<String> problems(
      ProviderCatalogue catalogue, EndpointPolicy policy, Set<String> hooks) {
    List<String> problems = new ArrayList<>();
    for (ProviderEntry entry : ProviderDefinitions.with(catalogue.added()).added()) {
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
