package io.github.lanewise.verify.once;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A public method or constructor, and arguments with which it succeeds.
 *
 * @param executable the method or constructor
 * @param sample whose method it is
 */
record PublicCall(Executable executable, Sample sample) {
    /** Every public method and constructor that takes arguments, with every sample of its class. */
    static Stream<PublicCall> all() {
        return PublicApi.classes().stream().flatMap(PublicCall::of);
    }

    private static Stream<PublicCall> of(Class<?> type) {
        List<Executable> executables = PublicApi.withArguments(type);
        List<Sample> samples = Samples.ALL.stream().filter(sample -> sample.type() == type).toList();
        if (samples.isEmpty() && !executables.isEmpty()) {
            throw new AssertionError(type.getName() + " has no line in Samples; it needs one for " + executables);
        }
        return executables.stream()
                .flatMap(executable -> samples.stream().map(sample -> new PublicCall(executable, sample)));
    }

    List<Parameter> parameters() {
        return List.of(executable.getParameters());
    }

    /** Fresh arguments, with which the call succeeds. */
    Object[] arguments() {
        return parameters().stream().map(parameter -> supplier(parameter).get()).toArray();
    }

    boolean isOptional(int index) {
        return sample.isOptional(parameters().get(index).getName());
    }

    boolean isExact(int index) {
        return sample.isExact(parameters().get(index).getName());
    }

    /** The array that a parameter is the offset of, or −1. */
    int arrayOfOffset(int index) {
        for (int i = 0; i < parameters().size(); i++) {
            String name = parameters().get(i).getName();
            if (parameters().get(i).getType().isArray() && parameters().get(index).getName().equals(name + "Offset")) {
                return i;
            }
        }
        return -1;
    }

    private Supplier<?> supplier(Parameter parameter) {
        String name = parameter.getName();
        Class<?> type = parameter.getType();
        return sample.find(name, type).or(() -> component(name, type)).orElseGet(() -> byType(name, type));
    }

    /** What the record that is the sample holds under that name. */
    private Optional<Supplier<?>> component(String name, Class<?> type) {
        Object object = sample.object();
        RecordComponent[] components = object instanceof Record ? object.getClass().getRecordComponents() : null;
        if (components == null) {
            return Optional.empty();
        }
        return Arrays.stream(components).filter(c -> c.getName().equals(name) && c.getType() == type).findFirst()
                .map(c -> () -> invoke(c.getAccessor(), sample.object()));
    }

    private Supplier<?> byType(String name, Class<?> type) {
        if (name.equals("problem") && type == String.class) {
            return () -> sample.object().toString();
        }
        if (type == int.class) {
            return () -> name.endsWith("Offset") ? 0 : 1;
        }
        if (type == float.class) {
            return () -> 1f;
        }
        if (type == double.class) {
            return () -> 0.5;
        }
        if (type == boolean.class) {
            return () -> false;
        }
        if (type == ForkJoinPool.class) {
            return ForkJoinPool::commonPool;
        }
        if (type.isEnum()) {
            return () -> type.getEnumConstants()[0];
        }
        return Samples.ALL.stream().filter(other -> other.type() == type).findFirst()
                .<Supplier<?>>map(other -> other::object)
                .orElseThrow(() -> new AssertionError(this + ": its line in Samples says nothing of " + name));
    }

    private static Object invoke(Method method, Object object) {
        try {
            return method.invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    /** Calls it; what it throws comes out as it is. */
    Object call(Object[] arguments) throws Throwable {
        try {
            return executable instanceof Constructor<?> constructor
                    ? constructor.newInstance(arguments)
                    : ((Method) executable).invoke(receiver(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object receiver() {
        return Modifier.isStatic(executable.getModifiers()) ? null : sample.object();
    }

    @Override
    public String toString() {
        String name = executable.getDeclaringClass().getSimpleName();
        return name + (executable instanceof Method method ? "." + method.getName() : "")
                + parameters().stream().map(Parameter::toString).toList();
    }
}
