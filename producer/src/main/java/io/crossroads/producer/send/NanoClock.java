package io.crossroads.producer.send;

import java.util.concurrent.locks.LockSupport;

/** Time as it passes, for pacing. */
interface NanoClock {

  /** The machine's clock. */
  NanoClock SYSTEM =
      new NanoClock() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public void park(long nanos) {
          LockSupport.parkNanos(nanos);
        }
      };

  /** Nanoseconds from an arbitrary origin. */
  long nanos();

  /** Sleeps for about so many nanoseconds, or shorter. */
  void park(long nanos);
}
