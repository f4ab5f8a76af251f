package org.grantlet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.grantlet.servlet.internal.registration.HostedAuthInitializer;
import org.grantlet.testing.Ports;
import org.grantlet.testing.TestBrowser;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter that the jar registers comes behind the filters that the application declares. */
class SelfRegistrationTest {
  /** Signs users in; a filter behind ours would not see a request to our path. */
  @WebFilter("/*")
  public static class SignIn extends HttpFilter {
    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      response.setHeader("X-Signed-In", "ada");
      chain.doFilter(request, response);
    }
  }

  /** Containers as an application meets them: Tomcat finds the filter and our part by itself. */
  enum Application {
    TOMCAT {
      @Override
      AutoCloseable start(int port, Path folder) throws Exception {
        Path type = folder.resolve("WEB-INF/classes").resolve(fileOf(SignIn.class));
        Files.createDirectories(type.getParent());
        try (InputStream in =
            SignIn.class.getClassLoader().getResourceAsStream(fileOf(SignIn.class))) {
          Files.copy(in, type);
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("base").toString());
        tomcat.setPort(port);
        tomcat.getConnector();
        tomcat.setAddDefaultWebXmlToWebapp(false); // it names JSP, which is not here
        Context context = tomcat.addWebapp("", folder.toString());
        Tomcat.addServlet(context, "default", new HttpServlet() {}).addMapping("/");
        tomcat.start();
        return () -> {
          tomcat.stop();
          tomcat.destroy();
        };
      }
    },
    JETTY {
      @Override
      AutoCloseable start(int port, Path folder) throws Exception {
        Server server = new Server(port);
        ServletContextHandler context = new ServletContextHandler("/");
        context.setBaseResource(ResourceFactory.of(context).newResource(folder));
        context.addFilter(SignIn.class, "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServletContainerInitializer(new HostedAuthInitializer());
        server.setHandler(context);
        server.start();
        return server::stop;
      }
    },
    UNDERTOW {
      @Override
      AutoCloseable start(int port, Path folder) throws Exception {
        DeploymentManager manager =
            Servlets.defaultContainer()
                .addDeployment(
                    Servlets.deployment()
                        .setClassLoader(SelfRegistrationTest.class.getClassLoader())
                        .setContextPath("/")
                        .setDeploymentName("app")
                        .setResourceManager(new PathResourceManager(folder))
                        .addFilter(Servlets.filter("sign-in", SignIn.class))
                        .addFilterUrlMapping("sign-in", "/*", DispatcherType.REQUEST)
                        .addServletContainerInitializer(
                            new ServletContainerInitializerInfo(
                                HostedAuthInitializer.class, Set.of())));
        manager.deploy();
        Undertow undertow =
            Undertow.builder()
                .addHttpListener(port, "127.0.0.1")
                .setHandler(Handlers.path().addPrefixPath("/", manager.start()))
                .build();
        undertow.start();
        return () -> {
          undertow.stop();
          manager.stop();
          manager.undeploy();
        };
      }
    };

    abstract AutoCloseable start(int port, Path folder) throws Exception;

    private static String fileOf(Class<?> type) {
      return type.getName().replace('.', '/') + ".class";
    }
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void registeredFilter_comesBehindADeclaredOne(Application application) throws Exception {
    int port = Ports.free();
    String app = "http://127.0.0.1:" + port;
    Files.createDirectories(folder.resolve("WEB-INF"));
    Files.writeString(
        folder.resolve("WEB-INF/grantlet.properties"),
        "grantlet.base-url = " + app + "\ngrantlet.api = off\ngrantlet.insecure-loopback = true");
    try (AutoCloseable started = application.start(port, folder)) {
      assertThat(started).isNotNull();
      HttpResponse<String> ours = new TestBrowser().get(URI.create(app + "/connect/login"));
      assertThat(ours.body()).contains("grant.login_id_invalid");
      assertThat(ours.headers().firstValue("X-Signed-In")).contains("ada");
    }
  }
}
