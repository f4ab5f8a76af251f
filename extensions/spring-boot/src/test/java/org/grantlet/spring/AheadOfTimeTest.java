package org.grantlet.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.grantlet.Grants;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What Spring makes of the auto-configuration when it builds a native image. */
class AheadOfTimeTest {
  @Test
  void beans_areGenerated_andWhatTheyLookUpIsKept() {
    InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
    DefaultGenerationContext generation =
        new DefaultGenerationContext(
            new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.register(GrantletAutoConfiguration.class);
      Object unused = new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
    }
    generation.writeGeneratedContent();
    assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
        .anyMatch(name -> name.contains("GrantletAutoConfiguration"));
    assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Grants.class))
        .accepts(generation.getRuntimeHints());
    assertThat(RuntimeHintsPredicates.resource().forResource("grantlet_pages_it.properties"))
        .accepts(generation.getRuntimeHints());
    assertThat(Arrays.asList(GrantletProperties.class.getDeclaredClasses()))
        .contains(GrantletProperties.Integration.class)
        .allSatisfy(
            type ->
                assertThat(RuntimeHintsPredicates.reflection().onType(type))
                    .accepts(generation.getRuntimeHints()));
  }
}
