package io.cairn.registry;

/**
 * Is told what happened to subjects, after it is durable, on the thread that made it happen and
 * under no lock. What it throws is logged and otherwise ignored; the operation has succeeded
 * already. Events of one subject caused by different threads may arrive out of order.
 *
 * <p>A registry that follows others, such as one opened for reading, tells what those did on a
 * thread of its own, or on the one that flushes: the difference between what it knew and what is
 * there now. What happened and was undone between is not told.
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
