package org.grantlet.servlet;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/**
 * Servlet containers other than Jetty, each with one filter and one page, at and below /connected.
 */
enum Container {
  TOMCAT {
    @Override
    AutoCloseable start(int port, Filter filter, HttpServlet page, Path folder) throws Exception {
      Tomcat tomcat = new Tomcat();
      tomcat.setBaseDir(folder.toString());
      tomcat.setHostname("127.0.0.1");
      tomcat.setPort(port);
      tomcat.getConnector();
      Context context = tomcat.addContext("/app", folder.toString());
      FilterDef definition = new FilterDef();
      definition.setFilterName("hosted-auth");
      definition.setFilter(filter);
      definition.setAsyncSupported("true");
      context.addFilterDef(definition);
      FilterMap mapping = new FilterMap();
      mapping.setFilterName("hosted-auth");
      mapping.addURLPattern("/*");
      context.addFilterMap(mapping);
      Wrapper wrapper = Tomcat.addServlet(context, "page", page);
      wrapper.addMapping("/connected");
      wrapper.addMapping("/connected/*");
      Tomcat.addServlet(context, "default", new HttpServlet() {}).addMapping("/");
      tomcat.start();
      return () -> {
        tomcat.stop();
        tomcat.destroy();
      };
    }
  },
  UNDERTOW {
    @Override
    AutoCloseable start(int port, Filter filter, HttpServlet page, Path folder) throws Exception {
      DeploymentInfo deployment =
          Servlets.deployment()
              .setClassLoader(Container.class.getClassLoader())
              .setContextPath("/app")
              .setDeploymentName("app")
              .addFilter(
                  Servlets.filter(
                          "hosted-auth", filter.getClass(), new ImmediateInstanceFactory<>(filter))
                      .setAsyncSupported(true))
              .addFilterUrlMapping("hosted-auth", "/*", DispatcherType.REQUEST)
              .addServlet(
                  Servlets.servlet("page", page.getClass(), new ImmediateInstanceFactory<>(page))
                      .addMapping("/connected")
                      .addMapping("/connected/*"));
      DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
      manager.deploy();
      Undertow undertow =
          Undertow.builder()
              .addHttpListener(port, "127.0.0.1")
              .setHandler(Handlers.path().addPrefixPath("/app", manager.start()))
              .build();
      undertow.start();
      return () -> {
        undertow.stop();
        manager.stop();
        manager.undeploy();
      };
    }
  };

  /** Starts under {@code http://127.0.0.1:PORT/app}. */
  abstract AutoCloseable start(int port, Filter filter, HttpServlet page, Path folder)
      throws Exception;
}
