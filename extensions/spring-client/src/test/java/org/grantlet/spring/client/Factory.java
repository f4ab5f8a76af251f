package org.grantlet.spring.client;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.JettyClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/** The clients that an application may use for its own calls; all follow redirects. */
enum Factory {
  URL_CONNECTION {
    @Override
    ClientHttpRequestFactory blocking() {
      return new SimpleClientHttpRequestFactory();
    }

    @Override
    ClientHttpConnector reactive() {
      return JDK.reactive(); // it has none
    }
  },
  JDK {
    @Override
    ClientHttpRequestFactory blocking() {
      return new JdkClientHttpRequestFactory(client());
    }

    @Override
    ClientHttpConnector reactive() {
      return new JdkClientHttpConnector(client());
    }

    private static HttpClient client() {
      return HttpClient.newBuilder().followRedirects(Redirect.ALWAYS).build();
    }
  },
  APACHE {
    @Override
    ClientHttpRequestFactory blocking() {
      return new HttpComponentsClientHttpRequestFactory(HttpClients.createSystem());
    }

    @Override
    ClientHttpConnector reactive() {
      return new HttpComponentsClientHttpConnector(HttpAsyncClients.createSystem());
    }
  },
  JETTY {
    @Override
    ClientHttpRequestFactory blocking() {
      return new JettyClientHttpRequestFactory(client());
    }

    @Override
    ClientHttpConnector reactive() {
      return new JettyClientHttpConnector(client());
    }

    private static org.eclipse.jetty.client.HttpClient client() {
      return new org.eclipse.jetty.client.HttpClient(new HttpClientTransportOverHTTP(1));
    }
  },
  REACTOR {
    @Override
    ClientHttpRequestFactory blocking() {
      return new ReactorClientHttpRequestFactory(client());
    }

    @Override
    ClientHttpConnector reactive() {
      return new ReactorClientHttpConnector(client());
    }

    private static reactor.netty.http.client.HttpClient client() {
      return reactor.netty.http.client.HttpClient.create().followRedirect(true);
    }
  };

  abstract ClientHttpRequestFactory blocking();

  abstract ClientHttpConnector reactive();
}
