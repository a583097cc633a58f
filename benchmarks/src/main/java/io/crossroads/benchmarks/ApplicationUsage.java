package io.crossroads.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What a Java process takes of memory, looked at every second, and of the processors. */
public final class ApplicationUsage implements AutoCloseable {

  private static final long KIB = 1024;
  private static final long MIB = 1024 * KIB;

  private final long pid;
  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final OperatingSystemMXBean system;
  private final List<MemoryPoolMXBean> heapPools;
  private final ScheduledExecutorService samples = Executors.newSingleThreadScheduledExecutor();
  private final long begunNanos = System.nanoTime();
  private final long begunProcessorNanos;
  private volatile long peakHeap;
  private volatile long peakResident;

  private ApplicationUsage(long pid, JMXConnector connector) throws IOException {
    this.pid = pid;
    this.connector = connector;
    MBeanServerConnection server = connector.getMBeanServerConnection();
    this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
    this.system = ManagementFactory.getPlatformMXBean(server, OperatingSystemMXBean.class);
    this.heapPools =
        ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    this.begunProcessorNanos = system.getProcessCpuTime();
    samples.scheduleWithFixedDelay(this::sample, 0, 1, TimeUnit.SECONDS);
  }

  /**
   * Begins to look at a process of this user.
   *
   * @throws IOException if it is no Java process or does not let itself be looked at
   */
  public static ApplicationUsage of(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        String address = machine.startLocalManagementAgent();
        return new ApplicationUsage(pid, JMXConnectorFactory.connect(new JMXServiceURL(address)));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IOException("process " + pid + ": " + e.getMessage(), e);
    }
  }

  private void sample() {
    peakHeap = Math.max(peakHeap, memory.getHeapMemoryUsage().getUsed());
    peakResident = Math.max(peakResident, resident());
  }

  /** Bytes that the process has in memory; 0 where nobody can tell. */
  private long resident() {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      String kibibytes =
          new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      return kibibytes.isEmpty() ? 0 : Long.parseLong(kibibytes) * KIB;
    } catch (IOException e) {
      return 0;
    }
  }

  /** What was left in the heap by the last collection of each of its parts, in bytes. */
  private long live() {
    long live = 0;
    for (MemoryPoolMXBean pool : heapPools) {
      MemoryUsage left = pool.getCollectionUsage();
      live += left == null ? 0 : left.getUsed();
    }
    return live;
  }

  /** The figures from the beginning until now. */
  public String figures() {
    int cores = system.getAvailableProcessors();
    double processor =
        (double) (system.getProcessCpuTime() - begunProcessorNanos)
            / (System.nanoTime() - begunNanos);
    long resident = resident();
    long heap = memory.getHeapMemoryUsage().getUsed();
    return String.format(
        Locale.ROOT,
        "resident memory %,d MiB at most, %,d MiB at the end; heap of %,d MiB: %,d MiB at most,"
            + " %,d MiB at the end, %,d MiB after collections; %.0f%% of %d cores",
        Math.max(peakResident, resident) / MIB,
        resident / MIB,
        memory.getHeapMemoryUsage().getMax() / MIB,
        Math.max(peakHeap, heap) / MIB,
        heap / MIB,
        live() / MIB,
        100 * processor / cores,
        cores);
  }

  @Override
  public void close() throws IOException {
    samples.shutdownNow();
    connector.close();
  }
}
