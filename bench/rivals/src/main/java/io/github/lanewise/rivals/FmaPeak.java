package io.github.lanewise.rivals;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The rate of fused multiply-adds: twelve chains that do not wait for each other, on a number of threads at once. */
final class FmaPeak {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int STEPS = 1_000_000;
    private static final int WARM_UP = 30;
    private static final int REPEATS = 60;
    private static volatile float sink;

    private FmaPeak() {}

    /** Argument: the number of threads. Prints GFLOP/s of all together, the median of many repeats. */
    public static void main(String[] args) throws InterruptedException {
        int threads = Integer.parseInt(args[0]);
        double[] ofThreads = new double[threads];
        Thread[] workers = new Thread[threads];
        for (int t = 0; t < threads; t++) {
            int worker = t;
            workers[t] = Thread.ofPlatform().start(() -> ofThreads[worker] = median());
        }
        double sum = 0;
        for (int t = 0; t < threads; t++) {
            workers[t].join();
            sum += ofThreads[t];
        }
        System.out.println(ContenderMain.MARK + sum);
    }

    private static double median() {
        double[] rates = new double[REPEATS];
        for (int i = -WARM_UP; i < REPEATS; i++) {
            long begin = System.nanoTime();
            sink = chains(STEPS, sink);
            rates[Math.max(i, 0)] = 2.0 * CHAINS * SPECIES.length() * STEPS / (System.nanoTime() - begin);
        }
        return Medians.median(rates);
    }

    private static float chains(int steps, float seed) {
        FloatVector factor = FloatVector.broadcast(SPECIES, 0.5f);
        FloatVector addend = FloatVector.broadcast(SPECIES, seed);
        FloatVector a = FloatVector.zero(SPECIES);
        FloatVector b = FloatVector.zero(SPECIES);
        FloatVector c = FloatVector.zero(SPECIES);
        FloatVector d = FloatVector.zero(SPECIES);
        FloatVector e = FloatVector.zero(SPECIES);
        FloatVector f = FloatVector.zero(SPECIES);
        FloatVector g = FloatVector.zero(SPECIES);
        FloatVector h = FloatVector.zero(SPECIES);
        FloatVector i = FloatVector.zero(SPECIES);
        FloatVector j = FloatVector.zero(SPECIES);
        FloatVector k = FloatVector.zero(SPECIES);
        FloatVector l = FloatVector.zero(SPECIES);
        for (int step = 0; step < steps; step++) {
            a = a.fma(factor, addend);
            b = b.fma(factor, addend);
            c = c.fma(factor, addend);
            d = d.fma(factor, addend);
            e = e.fma(factor, addend);
            f = f.fma(factor, addend);
            g = g.fma(factor, addend);
            h = h.fma(factor, addend);
            i = i.fma(factor, addend);
            j = j.fma(factor, addend);
            k = k.fma(factor, addend);
            l = l.fma(factor, addend);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).lane(0) * 0x1p-20f;
    }
}
