package org.plumbline.report.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Plumbline " + number()};
    }

    static String number() {
        return property("version");
    }

    /** The commit that was built, and whether files differed from it; "unknown" where there was no repository. */
    static String commit() {
        String commit = property("commit");
        boolean known = commit.matches("[0-9a-f]{40}");
        return known ? commit + (property("dirty").equals("true") ? ", with changes" : "") : "unknown";
    }

    /** The libraries in the jar with their versions. */
    static String libraries() {
        return property("libraries");
    }

    private static String property(String name) {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("/org/plumbline/report/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty(name);
    }
}
