// Addresses that are nobody's on the internet, or somebody's in here: https://www.iana.org/assignments/iana-ipv4-special-registry
// and its sister for IPv6.
import { BlockList, isIP } from 'node:net'

const four = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // A service of the machine's host at one large provider, at a public address.
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/** Also what stands for an IPv4 address in some translation: nobody needs it to fetch a page. */
const six = [
  '::/96',
  '::ffff:0:0/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

function listOf(family: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Two lists: in one, every IPv4 address would be found among those that are mapped to IPv6. */
const blocked = { ipv4: listOf('ipv4', four), ipv6: listOf('ipv6', six) }

/** Whether an address is not one of the public internet. What is no address counts as private. */
export function isPrivate(address: string): boolean {
  const [plain = ''] = address.split('%')
  const family = isIP(plain)
  if (family === 0) return true
  const name = family === 6 ? 'ipv6' : 'ipv4'
  return blocked[name].check(plain, name)
}
