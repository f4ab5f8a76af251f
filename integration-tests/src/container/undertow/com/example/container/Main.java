package com.example.container;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextListener;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Serves each application of a folder until its input ends; it prints a line when it is ready.
 * Undertow alone reads no web.xml and no annotations: what they say is said here, as WildFly and
 * Quarkus do it.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    URI origin = URI.create(System.getenv("CALENDAR_ORIGIN"));
    PathHandler paths = Handlers.path();
    List<DeploymentManager> managers = new ArrayList<>();
    for (File application : new File(args[0]).listFiles()) {
      DeploymentManager manager = Servlets.defaultContainer().addDeployment(info(application));
      manager.deploy();
      managers.add(manager);
      paths.addPrefixPath("/" + application.getName(), manager.start());
    }
    Undertow server =
        Undertow.builder()
            .addHttpListener(origin.getPort(), origin.getHost())
            .setHandler(paths)
            .build();
    server.start();
    System.out.println("ready");
    while (System.in.read() != -1) {
      // nothing is expected but the end
    }
    server.stop();
    for (DeploymentManager manager : managers) {
      manager.stop();
      manager.undeploy();
    }
  }

  private static DeploymentInfo info(File application) throws ReflectiveOperationException {
    ClassLoader loader = loader(new File(application, "WEB-INF"));
    String name = application.getName();
    DeploymentInfo info =
        Servlets.deployment()
            .setClassLoader(loader)
            .setDeploymentName(name)
            .setContextPath("/" + name)
            .setResourceManager(new PathResourceManager(application.toPath()));
    addServlet(info, loader, "com.example.calendar.ConnectServlet", "/start");
    addServlet(info, loader, "com.example.calendar.ConnectedServlet", "/connected");
    addFilter(info, loader, "com.example.calendar.SignInFilter");
    switch (name) {
      case "declared" -> addFilter(info, loader, "org.grantlet.servlet.HostedAuthFilter");
      case "built" ->
          info.addListener(
              Servlets.listener(
                  loader
                      .loadClass("com.example.calendar.Calendar")
                      .asSubclass(ServletContextListener.class)));
      default -> {
        for (ServletContainerInitializer initializer :
            ServiceLoader.load(ServletContainerInitializer.class, loader)) {
          info.addServletContainerInitializer(
              new ServletContainerInitializerInfo(initializer.getClass(), Set.of()));
        }
      }
    }
    return info;
  }

  private static void addServlet(DeploymentInfo info, ClassLoader loader, String name, String path)
      throws ReflectiveOperationException {
    Class<? extends Servlet> servlet = loader.loadClass(name).asSubclass(Servlet.class);
    info.addServlet(Servlets.servlet(servlet).addMapping(path));
  }

  private static void addFilter(DeploymentInfo info, ClassLoader loader, String name)
      throws ReflectiveOperationException {
    Class<? extends Filter> filter = loader.loadClass(name).asSubclass(Filter.class);
    info.addFilter(Servlets.filter(name, filter).setAsyncSupported(true));
    info.addFilterUrlMapping(name, "/*", DispatcherType.REQUEST);
  }

  private static ClassLoader loader(File webInf) {
    List<URL> urls = new ArrayList<>(List.of(url(new File(webInf, "classes"))));
    for (File jar : new File(webInf, "lib").listFiles()) {
      urls.add(url(jar));
    }
    return new URLClassLoader(urls.toArray(URL[]::new), Main.class.getClassLoader());
  }

  private static URL url(File file) {
    try {
      return file.toURI().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
