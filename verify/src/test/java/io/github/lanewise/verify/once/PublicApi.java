package io.github.lanewise.verify.once;

import io.github.lanewise.kernels.Conv2d;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the package of the kernels offers, found in its class files so that nothing can be forgotten. */
final class PublicApi {
    private static final Package PACKAGE = Conv2d.class.getPackage();
    /** The methods that every object, or every enum, has. */
    private static final Set<String> COMMON = Set.of("equals", "hashCode", "toString", "valueOf", "values");

    private PublicApi() {}

    /** Every public class, nested ones among them. */
    static List<Class<?>> classes() {
        try {
            URI place = Conv2d.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            String folder = PACKAGE.getName().replace('.', '/');
            if (Files.isDirectory(Path.of(place))) {
                return classes(Path.of(place).resolve(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(Path.of(place), Map.of())) {
                return classes(jar.getPath(folder));
            }
        } catch (Exception e) {
            throw new AssertionError("cannot read the classes of " + PACKAGE.getName(), e);
        }
    }

    private static List<Class<?>> classes(Path folder) throws IOException, ClassNotFoundException {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".class")) {
                    Class<?> type = Class.forName(PACKAGE.getName() + "." + name.replace(".class", ""));
                    if (isPublic(type)) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && !type.isAnonymousClass()
                && (enclosing == null || isPublic(enclosing));
    }

    /** The public methods and constructors of a class that take arguments. */
    static List<Executable> withArguments(Class<?> type) {
        List<Executable> found = new ArrayList<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            if (constructor.getParameterCount() > 0) {
                found.add(constructor);
            }
        }
        for (Method method : methods(type)) {
            if (method.getParameterCount() > 0) {
                found.add(method);
            }
        }
        return found;
    }

    /** The public instance methods of a class without arguments. */
    static List<Method> withoutArguments(Class<?> type) {
        return methods(type).stream()
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .toList();
    }

    /** Its own, and those of superclasses that are not public themselves. */
    private static List<Method> methods(Class<?> type) {
        List<Method> found = new ArrayList<>();
        for (Class<?> c = type; c != null && c.getPackage() == PACKAGE; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()
                        && !COMMON.contains(method.getName())) {
                    method.setAccessible(true);
                    found.add(method);
                }
            }
        }
        return found;
    }

    /** The class of the objects that stand for a primitive, or the class itself. */
    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
