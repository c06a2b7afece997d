package org.plumbline.report.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.plumbline.report.model.Environment;

/** The facts about this machine and this moment. */
final class Machine {
    private Machine() {}

    static Environment now(int threads, Duration duration) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("duration", String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0));
        facts.put("plumbline", Version.number());
        facts.put("commit", Version.commit());
        facts.put("libraries", Version.libraries());
        facts.put("java", property("java.version") + ", " + property("java.vendor"));
        facts.put("virtualMachine", property("java.vm.name") + " " + property("java.vm.version"));
        facts.put("system", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("threads", Integer.toString(threads));
        facts.put("memory", Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MiB at most");
        return new Environment(facts);
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
