import { secretFiles as files } from './files/secretFiles.ts'
import type { Ecosystem } from './model.ts'

/** No tool of its own: whatever people put into files of such a name. */
export const secretFiles: Ecosystem = {
  id: 'secretFiles',
  title: 'files named for what they hold',
  files,
  variables: [],
  tools: [],
  references: [
    'https://docs.strongswan.org/docs/latest/config/strongswanConf.html',
    'https://man7.org/linux/man-pages/man8/pppd.8.html',
    'https://tomcat.apache.org/tomcat-10.1-doc/realm-howto.html#MemoryRealm',
    'https://www.postfix.org/SASL_README.html#client_sasl_enable',
  ],
}
