package io.github.lanewise.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;

/** Dense layers with operands that come from memory: {@link DenseBenchmark} after {@link ColdCache}. */
public class ColdDenseBenchmark extends DenseBenchmark {
    /** Empties the caches. */
    @Setup(Level.Invocation)
    public void evict(ColdCache caches) {
        caches.evict();
    }
}
