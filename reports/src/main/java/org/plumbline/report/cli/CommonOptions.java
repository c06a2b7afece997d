package org.plumbline.report.cli;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import org.plumbline.numeric.RefusedException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that every command has. */
final class CommonOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "plumbline-report",
            description = "The folder of the report, replaced as a whole (default: ${DEFAULT-VALUE}).")
    Path out;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: the number of cores). The results do not depend on it.")
    private Integer threads;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "The form of the output (default: ${DEFAULT-VALUE}).")
    Format format;

    @Option(names = "--quiet", description = "Print only the outcome.")
    boolean quiet;

    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            arity = "1..*",
            description = "Jars with further problems, algorithms or claims.")
    List<Path> plugins = new ArrayList<>();

    int threads() {
        if (threads != null && threads < 1) {
            throw new ParameterException(
                    command.commandLine(), "--threads (" + threads + ") must be at least 1. Maybe leave it out.");
        }
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    boolean json() {
        return format == Format.JSON;
    }

    /** Runs a command with the plug-ins on the class path of the thread. */
    int withPlugins(Callable<Integer> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(urls(), before)) {
            thread.setContextClassLoader(loader);
            return work.call();
        } catch (ServiceConfigurationError e) {
            throw new RefusedException(
                    "A plug-in (" + e.getMessage() + ") must name providers that can be loaded. Maybe build it again.");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A jar without an entry would be loaded in silence and change nothing. */
    private static void requireProviders(Path plugin) throws IOException {
        try (JarFile jar = new JarFile(plugin.toFile())) {
            if (jar.stream().noneMatch(entry -> entry.getName().startsWith("META-INF/services/org.plumbline."))) {
                throw new RefusedException("The plug-in (" + plugin
                        + ") must name its providers in META-INF/services/org.plumbline.…, and names none. Maybe compile with"
                        + " AutoService's processor on the processor path, or write the entry by hand.");
            }
        }
    }

    private URL[] urls() throws MalformedURLException {
        URL[] urls = new URL[plugins.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                requireProviders(plugins.get(i));
                urls[i] = plugins.get(i).toUri().toURL();
            } catch (IOException e) {
                throw new RefusedException(
                        "The plug-in (" + plugins.get(i) + ") must be a readable jar file. Maybe check the path.");
            }
        }
        return urls;
    }
}
