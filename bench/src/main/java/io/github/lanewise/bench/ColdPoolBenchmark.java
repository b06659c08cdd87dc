package io.github.lanewise.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** Pooling with operands that come from memory: {@link PoolBenchmark} after {@link ColdCache}. */
public class ColdPoolBenchmark extends PoolBenchmark {
    /** Empties the caches. */
    @Setup(Level.Invocation)
    public void evict(ColdCache caches) {
        caches.evict();
    }
}
