package dev.bailey.warehouse.dispatch;

import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/// The Camel side of routes. Camel starts when something is first sent, so that whoever sends
/// nothing does not wait for it.
final class Entrances implements AutoCloseable {
  private Optional<Started> started = Optional.empty();

  private record Started(CamelContext context, ProducerTemplate template) {
    static Started now() {
      CamelContext context = new DefaultCamelContext(false);
      ProducerTemplate template = context.createProducerTemplate();
      context.build();
      context.start();
      template.start();
      return new Started(context, template);
    }
  }

  /// Where work for one route goes in.
  record Entrance(ProducerTemplate template, Endpoint endpoint) {

    /// Sends a passage through the route, on this thread.
    Exchange send(Route.Passage passage) {
      return template.send(endpoint, fresh -> fresh.getMessage().setBody(passage));
    }
  }

  /// The entrance of `route`, made now.
  ///
  /// @param id the route's name in Camel
  synchronized Entrance entrance(Route route, String id) {
    Started camel = started.orElseGet(Started::now);
    started = Optional.of(camel);
    Endpoint endpoint = camel.context().getEndpoint("direct:" + id);
    try {
      camel.context().addRoutes(steps(route, endpoint, id));
    } catch (Exception e) {
      throw new IllegalStateException("Camel refuses the route " + id, e);
    }
    return new Entrance(camel.template(), endpoint);
  }

  private static RouteBuilder steps(Route route, Endpoint entrance, String id) {
    return new RouteBuilder() {
      @Override
      public void configure() {
        errorHandler(noErrorHandler());
        from(entrance)
            .routeId(id)
            .process(exchange -> route.admit(passage(exchange)))
            .doTry()
            .process(exchange -> route.perform(passage(exchange)))
            .doFinally()
            .process(exchange -> route.settle(passage(exchange)))
            .end();
      }
    };
  }

  private static Route.Passage passage(Exchange exchange) throws InvalidPayloadException {
    return exchange.getMessage().getMandatoryBody(Route.Passage.class);
  }

  @Override
  public synchronized void close() {
    started.ifPresent(camel -> camel.context().stop());
  }
}
