/** Diagnoses (ICD-10-CM). */
export const ICD10 = ['E11.9', 'I10', 'J45.909', 'M54.50', 'N18.30', 'K21.9', 'R07.9', 'Z00.00', 'S52.501A', 'F41.1', 'J18.9', 'E78.5'];

/** Procedures (CPT, codes alone). */
export const CPT = ['99213', '99214', '99285', '71046', '80053', '85025', '93000', '36415', '97110', '45378', '70450', '27447'];

/** Supplies and services (HCPCS level II). */
export const HCPCS = ['A0428', 'E0601', 'G0439', 'J1885', 'J3490', 'K0001', 'L3908', 'Q4081'];

/** Modifiers of procedures. */
export const MODIFIERS = ['25', '59', 'LT', 'RT', '50', 'TC', 'GT'];

/** Claim adjustment reason codes (X12). */
export const CARC = ['45', '1', '2', '3', '97', '16', '18', '29', '50', '197', '22', '253'];

/** Remittance advice remark codes (X12). */
export const RARC = ['N130', 'M15', 'MA01', 'N30', 'M76', 'N362', 'MA130'];

/** Claim adjustment group codes (X12 CAS01). */
export const GROUP_CODES = ['CO', 'PR', 'OA', 'PI'];

/** Kinds of providers (NUCC taxonomy). */
export const TAXONOMY = ['207Q00000X', '207R00000X', '208000000X', '282N00000X', '363L00000X', '261QM0801X'];

/** Diagnosis related groups (MS-DRG). */
export const DRG = ['470', '871', '291', '194', '392', '690'];

/** Revenue codes (NUBC). */
export const REVENUE_CODES = ['0450', '0300', '0320', '0250', '0636', '0120', '0360'];

/** Places of service (CMS). */
export const PLACES_OF_SERVICE = ['11', '21', '22', '23', '31', '81'];

/** Accounts of a chart of accounts: cash, receivables, payables, revenue, adjustments, expenses. */
export const GL_ACCOUNTS = ['1010', '1015', '1100', '1110', '2000', '2100', '4000', '4010', '5000', '6100', '6200'];

/** Companies whose books a ledger keeps. */
export const COMPANY_CODES = ['1000', '1010', '2000', '3000', 'US01'];

/** Plants and warehouses. */
export const PLANTS = ['1010', '1710', '2010', '3000'];

/** When suppliers are paid. */
export const PAYMENT_TERMS = ['NET30', 'NET45', 'NET60', '2/10 NET30', 'N30'];

/** How payments are made. */
export const PAYMENT_METHODS = ['ACH', 'CHECK', 'WIRE', 'CARD'];

export const GIVEN_NAMES = [
  'Amara',
  'Daniel',
  'Elena',
  'Farid',
  'Grace',
  'Hiro',
  'Imani',
  'Jonas',
  'Leila',
  'Mateo',
  'Nora',
  'Owen',
  'Priya',
  'Ruth',
];

export const FAMILY_NAMES = [
  'Abara',
  'Bennett',
  'Castillo',
  'Dvorak',
  'Eriksen',
  'Fontaine',
  'Goldberg',
  'Haddad',
  'Ito',
  'Kowalski',
  'Lindqvist',
  'Mbeki',
];

export const ORGANISATIONS = [
  'Cascade Mutual',
  'Harborview Supply',
  'Juniper Health Partners',
  'Lakeside Medical Group',
  'Meridian Instruments',
  'Northgate Hospital',
  'Prairie Benefit Trust',
  'Summit Surgical Supply',
];

export const STREETS = [
  'Alder Street',
  'Birch Avenue',
  'Canal Road',
  'Foundry Lane',
  'Market Street',
  'Orchard Drive',
  'Station Road',
  'Willow Court',
];

/** Cities that agree with their states and postal codes. */
export const PLACES = [
  { city: 'Columbus', state: 'OH', postalCode: '43215' },
  { city: 'Portland', state: 'OR', postalCode: '97205' },
  { city: 'Madison', state: 'WI', postalCode: '53703' },
  { city: 'Albany', state: 'NY', postalCode: '12207' },
  { city: 'Tucson', state: 'AZ', postalCode: '85701' },
  { city: 'Savannah', state: 'GA', postalCode: '31401' },
] as const;

export const LABELS = [
  'Amber',
  'Birch',
  'Brook',
  'Canyon',
  'Cedar',
  'Coral',
  'Dune',
  'Ember',
  'Fern',
  'Granite',
  'Harbor',
  'Hazel',
  'Iris',
  'Juniper',
  'Lark',
  'Maple',
  'Meadow',
  'Opal',
  'Pine',
  'Quartz',
  'Ridge',
  'Sable',
  'Slate',
  'Valley',
];

export const SENTENCES = [
  'Checked and found complete',
  'Created for the monthly run',
  'As agreed with the department',
  'Waiting for the second page',
  'Corrected after review',
  'Delivered to the front desk',
];
