package io.github.lanewise.verify.harness;

import io.github.lanewise.kernels.Backend;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * After a property fails, prints what it ran on and the command that reruns it. {@code -Djqwik.seed} gives every property
 * that seed; jqwik itself knows a seed only from an annotation.
 */
public final class Reproduction implements AroundPropertyHook {
    private static final String SEED = "jqwik.seed";

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Throwable {
        String seed = System.getProperty(SEED);
        if (seed != null) {
            context.attributes().setSeed(seed);
        }
        PropertyExecutionResult result = property.execute();
        if (result.status() == PropertyExecutionResult.Status.FAILED) {
            System.out.println(report(context, result));
        }
        return result;
    }

    private static String report(PropertyLifecycleContext context, PropertyExecutionResult result) {
        String seed = result.seed().orElse("unknown");
        String name = context.containerClass().getSimpleName() + "#" + context.targetMethod().getName();
        String flags = System.getProperty("lanewise.verify.flags", "").strip();
        String message = result.throwable().map(Throwable::getMessage).orElse("");
        return "FAILED " + name + "\n  " + message + "\n  seed " + seed + ", back end " + Backend.name() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, JDK " + Runtime.version()
                + "\n  rerun: ./mvnw -pl verify -am verify -Dsurefire.failIfNoSpecifiedTests=false -Dtest='" + name
                + "' -D" + BackendFilter.ASKED + "=" + System.getProperty(BackendFilter.ASKED, "off") + " -D" + SEED
                + "=" + seed + " -Dverify.tries=" + System.getProperty("jqwik.tries.default", "100")
                + (flags.isEmpty() ? "" : " -Dtest.flags='" + flags + "'");
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
