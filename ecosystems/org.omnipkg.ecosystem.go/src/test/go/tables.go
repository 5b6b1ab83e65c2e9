// Writes the tables that our versions and module paths are held against: run once, by hand, in a
// module that requires golang.org/x/mod.
//
//	go run tables.go FOLDER
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

var versions = []string{
	"v1", "v1.2", "v1.2.3", "v1.2.3-pre", "v1.2.3-pre.1", "v1.2.3-pre.2", "v1.2.3-pre.10",
	"v1.2.3-alpha", "v1.2.3-alpha.1", "v1.2.3-1", "v1.2.3-2", "v1.2.3-10", "v1.2.3+meta",
	"v1.2.3-pre+meta", "v2.0.0+incompatible", "v2.0.0", "v0.0.0-20191109021931-daa7c04131f5",
	"v1.2.4-0.20191109021931-daa7c04131f5", "v1.2.3-pre.0.20191109021931-daa7c04131f5",
	"v10.0.0", "v9.9.9", "v1.10.0", "v1.9.0", "v0.0.0", "v0.0.1", "v01.0.0", "v1.02.3", "v1.2.03",
	"v1.2.3-01", "v1.2.3-0", "v1.2.3-a01", "1.2.3", "v1.2.3.4", "v", "", "vx", "v1.", "v1.2.",
	"v1.2.3-", "v1.2.3+", "v1.2.3-a..b", "v1.2.3-a.b", "v1.2.3-é", "v1.2.3-a_b", "v1-pre",
	"v1.2-pre", "v1+meta", "v18446744073709551616.0.0", "v1.2.3-rc1", "v1.2.3-rc.1", "v1.2.3-rc.2",
	"v3.0.0-20190101000000-abcdefabcdef+incompatible", "v1.2.3-beta.11", "v1.2.3-beta.2",
	"v1.2.3-X", "v1.2.3-x", "v1.2.3--", "v1.2.3-0a", "v5.6.7-0.20200101000000-0123456789ab",
}

var paths = []string{
	"github.com/gin-gonic/gin", "github.com/BurntSushi/toml", "gopkg.in/yaml.v3", "gopkg.in/yaml",
	"gopkg.in/yaml.v0", "gopkg.in/yaml.v01", "gopkg.in/check.v1", "gopkg.in/a.v2-unstable",
	"github.com/a/b/v2", "github.com/a/b/v1", "github.com/a/b/v0", "github.com/a/b/v02",
	"github.com/a/b/v10", "golang.org/x/tools/gopls", "gin", "fmt", "a/b", "a.b", "a.b/c",
	"-a.b/c", "a.b//c", "/a.b/c", "a.b/c/", "a.b/../c", "a.b/./c", "a.b/.c", "a.b/c.", "..",
	"a.b/c d", "a.b/c\td", "a.b/\u0441", "github.com/gin-gonic/g\u0456n", "a.b/c@d", "a.b/c:d",
	"a.b/c!d", "a.b/c~d", "a.b/c~1", "a.b/foo~12", "a.b/foo~1a", "A.b/c", "a.b/C", "a.b/con",
	"a.b/CON", "a.b/con.txt", "a.b/aux.c", "a.b/com1", "a.b/com0", "a.b/lpt9.x", "a.b/console",
	"a.b/c+d", "a.b/c,d", "a.b/c=d", "a.b/c_d", "a_b.c/d", "a.b/c\\d", "a.b/c*", "a.b/c?d",
	"a.b/%2e%2e", "github.com", "xn--80ak6aa92e.com/a", "a..b/c", "a.b/c..d", "a.b/v2", "a.b/v2/v3",
	"github.com/a/b.v2", "a.b/\u00e9", "a.b/", "", ".", "a.b/c\x00d", "k8s.io/api",
}

func main() {
	folder := os.Args[1]
	write(folder, "semver.txt", func(out *strings.Builder) {
		for _, v := range versions {
			fmt.Fprintf(out, "%s\t%t\t%s\t%s\t%t\n", v, semver.IsValid(v), semver.Canonical(v),
				semver.Prerelease(v), module.IsPseudoVersion(v))
		}
	})
	write(folder, "order.txt", func(out *strings.Builder) {
		for i, v := range versions {
			for _, w := range versions[i+1:] {
				fmt.Fprintf(out, "%s\t%s\t%d\n", v, w, semver.Compare(v, w))
			}
		}
	})
	write(folder, "paths.txt", func(out *strings.Builder) {
		for _, p := range paths {
			escaped, err := module.EscapePath(p)
			if err != nil {
				escaped = ""
			}
			prefix, suffix, ok := module.SplitPathVersion(p)
			fmt.Fprintf(out, "%q\t%t\t%s\t%s\t%s\t%t\n", p, module.CheckPath(p) == nil, escaped, prefix, suffix, ok)
		}
	})
	write(folder, "majors.txt", func(out *strings.Builder) {
		for _, p := range paths {
			if module.CheckPath(p) != nil {
				continue
			}
			for _, v := range versions {
				if semver.IsValid(v) && module.CanonicalVersion(v) == v {
					fmt.Fprintf(out, "%s\t%s\t%t\n", p, v, module.Check(p, v) == nil)
				}
			}
		}
	})
}

func write(folder, name string, fill func(*strings.Builder)) {
	var out strings.Builder
	fill(&out)
	if err := os.WriteFile(filepath.Join(folder, name), []byte(out.String()), 0o644); err != nil {
		panic(err)
	}
}
