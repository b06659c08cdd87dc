package io.github.lanewise.kernels;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a loss makes of the losses of its rows (or elements). */
public enum Reduction {
    /** One number: their sum over their number, or over the sum of their weights where they have any. */
    MEAN(""),
    /** One number: their sum. */
    SUM("_sum"),
    /** Themselves. */
    NONE("_none");

    private final String suffix;

    Reduction(String suffix) {
        this.suffix = suffix;
    }

    /** How many losses there are for so many rows. */
    int losses(int rows) {
        return this == NONE ? rows : 1;
    }

    /** The operation's name in a problem string: a mean needs no word. */
    String operation(String loss) {
        return loss + suffix;
    }

    /** The names of some losses with every reduction. */
    static Set<String> operations(Iterable<String> losses) {
        Set<String> operations = new LinkedHashSet<>();
        for (String loss : losses) {
            for (Reduction reduction : values()) {
                operations.add(reduction.operation(loss));
            }
        }
        return operations;
    }

    /** The reduction that an operation's name tells. */
    static Reduction of(String operation) {
        return operation.endsWith(SUM.suffix) ? SUM : operation.endsWith(NONE.suffix) ? NONE : MEAN;
    }

    /** An operation's name without the reduction. */
    static String loss(String operation) {
        return operation.substring(0, operation.length() - of(operation).suffix.length());
    }
}
