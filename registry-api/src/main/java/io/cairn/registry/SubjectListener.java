package io.cairn.registry;

/**
 * Is told what happened to subjects, after it is durable, on the thread that made it happen and
 * under no lock. What it throws is logged and otherwise ignored; the operation has succeeded
 * already. Events of one subject caused by different threads may arrive out of order.
 */
@FunctionalInterface
public interface SubjectListener {
  void on(SubjectEvent event);

  /** Ends a listener's subscription. Closing twice does nothing. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
