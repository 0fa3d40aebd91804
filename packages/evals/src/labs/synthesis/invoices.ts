import type { CaseFile } from '../../suite/suite-file.ts'

/** Cents of each customer, by the rules in all the files. */
export const totals = ['customer,total_eur_cents', 'arbor,7209', 'bruna,4050', 'corax,8550'].join(
  '\n',
)

/** Prices, orders, discounts, and corrections that count more than they do. */
export const invoices: CaseFile = {
  id: 'synthesis/invoices',
  task: 'Work out what each customer owes for April and write `totals.csv`: the heading `customer,total_eur_cents`, then a row for each customer in alphabetical order. The rules stand in `rules.md`; prices, orders and corrections in the other files.',
  files: {
    'rules.md':
      '# Rules\n\n1. A price in USD is turned into EUR cents at 0.90 EUR for one USD.\n2. Ten or more of one product in one order: 10 % off that row.\n3. Members (`customers.csv`) have no discounts: their prices are low already. Rule 2 does not hold for them.\n4. What `corrections.txt` says counts more than the table of orders.\n',
    'prices.csv':
      'product,price,currency\nbolt,150,EUR cents\nhinge,4.50,USD\nlatch,999,EUR cents\n',
    'customers.csv': 'customer,member\narbor,no\nbruna,no\ncorax,yes\n',
    'orders.csv':
      'order,customer,product,count,month\n1,arbor,latch,6,April\n2,arbor,hinge,2,April\n3,bruna,bolt,30,April\n4,corax,bolt,30,April\n5,corax,hinge,20,April\n6,bruna,latch,5,March\n7,arbor,bolt,4,April\n',
    'corrections.txt':
      'Order 2 was for 3 hinges.\nOrder 5 was for 10 hinges.\nOrder 7 was sent back: nothing is owed for it.\n',
  },
  expect: { files: { 'totals.csv': { equals: totals } } },
}
